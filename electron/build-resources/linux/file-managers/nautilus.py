"""Adds "Send with Gantry" to the menu of files and folders in Nautilus; loaded where python3-nautilus is installed."""

import subprocess

from gi.repository import GObject, Nautilus


class GantryMenu(GObject.GObject, Nautilus.MenuProvider):
    # Before Nautilus 43 a window comes first.
    def get_file_items(self, *arguments):
        paths = [file.get_location().get_path() for file in arguments[-1]]
        # What lies elsewhere has no path, and Gantry could not read it.
        if not paths or None in paths:
            return []
        item = Nautilus.MenuItem(name="GantryMenu::send", label="Send with Gantry", tip="Adds this to the queue of Gantry")
        item.connect("activate", self.send, paths)
        return [item]

    # Nautilus warns where it is not there.
    def get_background_items(self, *_arguments):
        return []

    def send(self, _item, paths):
        # Nothing after the two dashes is taken for a switch, whatever a file is called; no shell reads it.
        subprocess.Popen(["gantry-desktop", "--", *paths], start_new_session=True)
