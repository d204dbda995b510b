"""Places: so many per address, so many in all, and each comes back."""

from frontdesk.infra.limits import Places


def test_a_network_with_ipv6_counts_as_one_address() -> None:
    places = Places(in_all=100, per_address=2)

    entered = [
        places.enter(address)
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1")
    ]

    assert [isinstance(one, str) for one in entered] == [False, False, True, False]


def test_what_has_no_address_takes_places_all_the_same() -> None:
    places = Places(in_all=5, per_address=1)

    entered = [places.enter(None) for _ in range(6)]

    assert entered[5] == "of the process"
    assert not any(isinstance(one, str) for one in entered[:5])


def test_a_place_that_was_given_back_is_there_again() -> None:
    places = Places(in_all=2, per_address=2)
    leave, _ = places.enter("192.0.2.1"), places.enter("192.0.2.1")
    assert places.enter("192.0.2.2") == "of the process"

    assert not isinstance(leave, str)
    leave()

    assert not isinstance(places.enter("192.0.2.1"), str)


def test_without_a_limit_per_address_one_may_have_them_all() -> None:
    places = Places(in_all=300, per_address=0)

    assert not any(isinstance(places.enter("192.0.2.1"), str) for _ in range(300))
