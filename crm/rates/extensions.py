"""What exchange rates add to the pages of the layers below."""
