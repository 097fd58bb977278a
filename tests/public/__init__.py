"""Residents' pages."""
