// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"
#include "core/domain/session_control.h"
#include "core/payload/value_path.h"

#include <QObject>

namespace copper {

enum class RoomId { Resource, Dashboard, Firmware, Packets, Security };
inline constexpr int kRoomCount = 5;

// How rooms, dock and palette ask each other for things without knowing each other: the one who
// asks emits, the one who can do it is connected by the composition root. Requests that
// name a room, a resource, a device to flash or packets bring their room to the front.
class Navigator : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    void roomRequested(copper::RoomId room);
    // Shows the resource in the request line; does not send.
    void resourceRequested(const QString &uri);
    // The same and sends a GET.
    void getRequested(const QString &uri);
    void requestRequested(const copper::RequestSpec &spec);
    // Adds the value to the shown dashboard and observes the resource if it is not yet.
    void chartRequested(const QString &uri, const copper::ValuePath &path);
    void firmwareRequested(copper::DeviceId device);
    // Packets whose text contains this ("/sensors/temp", "127.0.0.11").
    void packetsRequested(const QString &text);
    // The editor of a new key for this host ("lamp.local", "127.0.0.12"); empty: for none yet.
    void keyRequested(const QString &host);
    // One request to many: what is in the spec but its URI, to these resources or devices; a
    // device stands there by its base URI. Empty lists choose nothing.
    void manyRequested(const copper::RequestSpec &request, const QStringList &uris);
    void addDeviceRequested();
    void discoverRequested();
    // Opens the command palette with this text typed.
    void paletteRequested(const QString &query);
    // One sentence beside nothing in particular: shown in the status bar for some seconds.
    void remarkMade(const QString &sentence);
};

} // namespace copper

Q_DECLARE_METATYPE(copper::RoomId)
