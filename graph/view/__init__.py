"""The graph as one offline page: `page` writes it, from what `selection`, `picture`, `layout` and `contents` give it."""
