"""Fair selection: panels of volunteers that meet targets, with everybody's chance as high as it can be."""
