"""Pictures that several pages draw: charts, bars, a route. All SVG, each with its words."""
