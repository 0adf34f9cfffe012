"""Bringing swept pictures back, and what becomes of those that wait."""
