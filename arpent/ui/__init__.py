"""The look: tokens, components, template tags and the gallery that shows them."""
