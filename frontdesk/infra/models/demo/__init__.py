"""The model that needs no key and no network: a few rules, so that everything can be tried.

It greets, answers from what the prompt states, calls the handoff tool for visitors who want a
person, takes forced decisions by keywords, and says honestly when it does not know.
"""

from frontdesk.infra.models.demo.client import DemoClient

__all__ = ["DemoClient"]
