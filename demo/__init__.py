"""Merrow Vale, the fictional council: readable data and the seeded scripts that make its residents answer."""
