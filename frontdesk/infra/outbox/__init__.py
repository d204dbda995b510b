"""The outbox relay: numbers what transactions announced and passes it on."""
