"""Deliveries: requests to other people's servers that are sent until they are answered.

    await plan_deliveries(tx, [OutboundDelivery(project_id, "workflow", key, request)])

What to rely on:

- A delivery is a row of the transaction that causes it, and is sent after the commit.
- At least once. A receiver that hears it twice knows it by the `Idempotency-Key` header.
- Sent only to hosts its sender's list allows at that moment, to an address that was checked
  (`frontdesk.infra.outbound`).
- No answer, a 5xx, 408 or 429: again after a growing pause, up to an hour, for 24 hours.
  Another answer is final. Outcomes are kept for 30 days, without headers and body.
- A receiver that is slow or away holds up its own project only.
"""

from frontdesk.infra.deliveries.runner import AllowedHosts, DeliveryRunner
from frontdesk.infra.deliveries.store import (
    DeliveryState,
    OutboundDelivery,
    delivery_states,
    forget_old_deliveries,
    plan_deliveries,
)

__all__ = [
    "AllowedHosts",
    "DeliveryRunner",
    "DeliveryState",
    "OutboundDelivery",
    "delivery_states",
    "forget_old_deliveries",
    "plan_deliveries",
]
