"""How the web app is put together: settings, addresses, headers."""
