"""Adds "Send with Gantry" to the menu of files and folders in Nautilus; loaded where python3-nautilus is installed."""

import re
import subprocess

from gi.repository import GLib, GObject, Nautilus

WORDS = {
    "en": ("Send with Gantry", "Adds this to the queue of Gantry"),
    "de": ("Mit Gantry senden", "Fügt dies der Warteschlange von Gantry hinzu"),
}


def words():
    """What the item says, in the first of the person's languages that Gantry speaks."""
    for name in GLib.get_language_names():
        language = re.split("[_.@]", name)[0]
        if language in WORDS:
            return WORDS[language]
    return WORDS["en"]


class GantryMenu(GObject.GObject, Nautilus.MenuProvider):
    # Before Nautilus 43 a window comes first.
    def get_file_items(self, *arguments):
        paths = [file.get_location().get_path() for file in arguments[-1]]
        # What lies elsewhere has no path, and Gantry could not read it.
        if not paths or None in paths:
            return []
        label, tip = words()
        item = Nautilus.MenuItem(name="GantryMenu::send", label=label, tip=tip)
        item.connect("activate", self.send, paths)
        return [item]

    # Nautilus warns where it is not there.
    def get_background_items(self, *_arguments):
        return []

    def send(self, _item, paths):
        # Nothing after the two dashes is taken for a switch, whatever a file is called; no shell reads it.
        subprocess.Popen(["gantry-desktop", "--", *paths], start_new_session=True)
