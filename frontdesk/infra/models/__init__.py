"""Language models: asking one, of any provider, within limits.

    models = Models(AddressRules(ANY_PRIVATE_HOST), clock)
    answer = await models.ask(
        [provider, demo_provider()],                            # in order of preference
        Question(prompt, (Said("user", "When do you open?"),), tools=(handoff,)),
        show,                                                   # `Piece`s, as they arrive
    )

What to rely on:

- An `Answer` is complete and checked: each tool call names a tool that was offered, its
  arguments fit that tool's schema, each call is there once, and with a forced tool there is
  exactly one call. Text has no NUL and no half characters. What it *says* is untrusted.
- Anything else is a `NoAnswer` with a `reason`, the `attempts` made and the `usage` paid for.
- Asking has no effect but its cost, so any failure may be followed by the next provider, and
  the whole question may be asked again. A `Piece` with a higher `attempt` starts anew.
- Cancelling the task that awaits `ask` closes the connection at once.
- Nothing is loaded before the first question goes to a provider other than the demo model.
"""
