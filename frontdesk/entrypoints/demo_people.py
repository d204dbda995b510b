"""The demo's owner and the one password everybody in it shares; no secret, but printed."""

DEMO_ADDRESSES = "@demo.test"
DEMO_OWNER = "owner@demo.test"
DEMO_PASSWORD = "frontdesk-demo"  # noqa: S105  # printed at every start; it guards a demo
