# Plays the parts of a Linux desktop that Gantry talks to, on the bus that the environment names: notifications with buttons, a tray, and what keeps it awake.
# Says what happens as one JSON object a line, and takes orders as lines of JSON.
import json
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
names = []


def plain(value):
    if isinstance(value, dbus.Dictionary):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (dbus.Boolean, bool)):
        return bool(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str(value)
    return None


def tell(event, **facts):
    print(json.dumps({"event": event, **{key: plain(value) for key, value in facts.items()}}), flush=True)


class Notifications(dbus.service.Object):
    name = "org.freedesktop.Notifications"
    last = 0

    @dbus.service.method(name, in_signature="", out_signature="as")
    def GetCapabilities(self):
        return ["actions", "body", "body-markup"]

    @dbus.service.method(name, in_signature="", out_signature="ssss")
    def GetServerInformation(self):
        return ("played", "gantry", "1", "1.2")

    @dbus.service.method(name, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, app, replaces, icon, summary, body, actions, hints, timeout):
        Notifications.last += 1
        number = replaces or Notifications.last
        urgency = int(hints.get("urgency", 9))
        tell("notification", id=number, app=app, title=summary, body=body, actions=actions, urgency=urgency)
        return dbus.UInt32(number)

    @dbus.service.method(name, in_signature="u", out_signature="")
    def CloseNotification(self, number):
        tell("closed", id=number)

    @dbus.service.signal(name, signature="us")
    def ActionInvoked(self, number, action):
        pass


class Tray(dbus.service.Object):
    name = "org.kde.StatusNotifierWatcher"
    has_host = True
    item = None

    @dbus.service.method(name, in_signature="s", out_signature="", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        Tray.item = (sender, service if service.startswith("/") else "/StatusNotifierItem")
        tell("tray-item", service=service)

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return {"IsStatusNotifierHostRegistered": dbus.Boolean(Tray.has_host), "ProtocolVersion": dbus.Int32(0)}.get(name, dbus.Boolean(False))

    @dbus.service.signal(name, signature="")
    def StatusNotifierHostRegistered(self):
        pass

    @dbus.service.signal(name, signature="")
    def StatusNotifierHostUnregistered(self):
        pass


class Wakefulness(dbus.service.Object):
    last = 0

    @dbus.service.method("org.freedesktop.PowerManagement.Inhibit", in_signature="ss", out_signature="u")
    def Inhibit(self, app, reason):
        Wakefulness.last += 1
        tell("awake", id=Wakefulness.last)
        return dbus.UInt32(Wakefulness.last)

    @dbus.service.method("org.freedesktop.PowerManagement.Inhibit", in_signature="u", out_signature="")
    def UnInhibit(self, cookie):
        tell("asleep", id=cookie)


notifications = Notifications(bus, "/org/freedesktop/Notifications")
tray = Tray(bus, "/StatusNotifierWatcher")
Wakefulness(bus, "/org/freedesktop/PowerManagement/Inhibit")
for name in (Notifications.name, Tray.name, "org.freedesktop.PowerManagement"):
    names.append(dbus.service.BusName(name, bus))


def menu():
    sender, path = Tray.item
    properties = dbus.Interface(bus.get_object(sender, path), "org.freedesktop.DBus.Properties")
    tip = plain(properties.Get("org.kde.StatusNotifierItem", "ToolTip"))
    where = str(properties.Get("org.kde.StatusNotifierItem", "Menu"))
    entries = dbus.Interface(bus.get_object(sender, where), "com.canonical.dbusmenu")
    _, layout = entries.GetLayout(0, -1, dbus.Array([], signature="s"))
    items = [
        {"id": int(child[0]), "label": str(child[1].get("label", "")), "enabled": bool(child[1].get("enabled", True))} for child in layout[2]
    ]
    pixmap = properties.Get("org.kde.StatusNotifierItem", "IconPixmap")
    sizes = [[int(width), int(height)] for width, height, _ in pixmap]
    return entries, tip, items, sizes


def choose(label):
    # Between the look at it and the click the menu may be made anew, as its percentage moves.
    for left in reversed(range(10)):
        entries, _, items, _ = menu()
        chosen = [item["id"] for item in items if item["label"] == label]
        try:
            return entries.Event(chosen[0], "clicked", dbus.Int32(0, variant_level=1), dbus.UInt32(0))
        except dbus.DBusException:
            if left == 0:
                raise


def obey(order):
    if order["order"] == "press":
        notifications.ActionInvoked(dbus.UInt32(order["id"]), order["action"])
    elif order["order"] == "host":
        Tray.has_host = order["isThere"]
        (tray.StatusNotifierHostRegistered if Tray.has_host else tray.StatusNotifierHostUnregistered)()
    elif order["order"] == "read-tray":
        _, tip, items, sizes = menu()
        tell("tray", tooltip=tip[2] if len(tip) > 2 else "", items=[[item["label"], item["enabled"]] for item in items], sizes=sizes)
    elif order["order"] == "choose":
        choose(order["label"])
    elif order["order"] == "click":
        sender, path = Tray.item
        dbus.Interface(bus.get_object(sender, path), "org.kde.StatusNotifierItem").Activate(0, 0)


def read(channel, _condition):
    line = channel.readline()
    if line == "":
        sys.exit(0)
    try:
        obey(json.loads(line))
    except Exception as error:
        tell("refused", reason=str(error))
    return True


GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, read)
tell("ready")
GLib.MainLoop().run()
