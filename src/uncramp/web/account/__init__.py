"""Who a person is here: signing up and in, what they chose, where they are signed in."""
