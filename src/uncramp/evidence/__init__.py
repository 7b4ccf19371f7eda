"""What studies say exposures do: claims as data with a source, pooled into priors."""
