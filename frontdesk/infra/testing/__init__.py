"""Seams that tests hold on to; without effect in production."""
