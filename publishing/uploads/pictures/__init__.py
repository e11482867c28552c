"""Pictures: drawn anew when uploaded as such, stripped of metadata where they stand inside documents."""
