"""Who may do what, in which state: asked by every page, job and verb that has an actor."""
