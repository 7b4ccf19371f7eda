"""People who help: the interest form and its clock, the inbox, sharing, the workspace."""
