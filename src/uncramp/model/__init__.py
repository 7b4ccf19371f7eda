"""Exposures, evidence and what happened meet here, and become a posterior."""
