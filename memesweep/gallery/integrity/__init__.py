"""Damage that a decoder passes over: what each format lets one tell beyond the decoder's own errors.

docs/safety.md says what cannot be told.
"""
