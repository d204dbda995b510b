"""Every machine of an installation's own network, as none should list them."""

from frontdesk.infra.outbound import parse_private_hosts

ANY_PRIVATE_HOST = parse_private_hosts("0.0.0.0/0, ::/0")
