"""Mail that leaves the house: an outbox, tried again until it is gone, once each."""
