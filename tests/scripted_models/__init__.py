"""A language model that says what the test says, when the test says so.

A real HTTP server that speaks OpenAI's chat completions, streamed or whole, on a free port
of this machine:

    async with scripted_models() as models:
        gate = Gate()
        models.will(Text("Hel"), Wait(gate), Text("lo"))      # the next request
        models.always(refusal(500))                           # every request after it
        ...                                                   # point a provider at models.base_url
        await gate.reached()
        gate.open()
        asked = models.asked[0]                               # what it was sent, keys redacted
        await asked.hung_up.wait()                            # and whether the client went away
"""
