"""Surveys as staff meet them: building, keying, and what came in."""
