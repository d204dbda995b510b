"""The tests: one file per verb, on real servers, with a cast of people."""
