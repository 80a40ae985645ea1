// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_appearance.h"

#include <QApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QEvent>
#include <QFileInfo>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QTimer>

#include <memory>

namespace copper {

namespace {

using PortalReply = QMap<QString, QVariantMap>;

constexpr QLatin1StringView kService("org.freedesktop.portal.Desktop");
constexpr QLatin1StringView kPath("/org/freedesktop/portal/desktop");
constexpr QLatin1StringView kInterface("org.freedesktop.portal.Settings");

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

// What the platform's theme says, whatever palette the application has set since.
bool standardIsDark()
{
    const std::unique_ptr<QStyle> plain(QStyleFactory::create(QStringLiteral("Fusion")));
    return plain && isDark(plain->standardPalette());
}

// Without an address Qt would start a bus of its own, which takes long and helps nobody.
bool hasSessionBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

} // namespace

SystemAppearance::SystemAppearance(QObject *parent)
    : QObject(parent), m_dark(isDark(QGuiApplication::palette())),
      m_standardWasDark(standardIsDark())
{
    qApp->installEventFilter(this);
#ifdef Q_OS_LINUX
    if (QGuiApplication::platformName() != QLatin1String("offscreen") && hasSessionBus())
        QTimer::singleShot(0, this, &SystemAppearance::askPortal); // after the first paint
#endif
}

void SystemAppearance::askPortal()
{
    qDBusRegisterMetaType<PortalReply>();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage call =
        QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("ReadAll"));
    call << QStringList{QStringLiteral("org.freedesktop.appearance"),
                        QStringLiteral("org.gnome.desktop.interface"),
                        QStringLiteral("org.gnome.desktop.a11y.interface")};
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &SystemAppearance::readReply);
}

void SystemAppearance::readReply(QDBusPendingCallWatcher *watcher)
{
    const QDBusPendingReply<PortalReply> reply = *watcher;
    watcher->deleteLater();
    if (reply.isError())
        return; // no portal on this desktop
    bool any = false;
    const PortalReply spaces = reply.value();
    for (auto space = spaces.cbegin(); space != spaces.cend(); ++space) {
        for (auto key = space.value().cbegin(); key != space.value().cend(); ++key)
            any = apply(space.key(), key.key(), key.value()) || any;
    }
    if (any)
        Q_EMIT changed();
}

void SystemAppearance::onPortalSetting(const QString &space, const QString &key,
                                       const QDBusVariant &value)
{
    if (apply(space, key, value.variant()))
        Q_EMIT changed();
}

bool SystemAppearance::apply(const QString &space, const QString &key, const QVariant &value)
{
    const auto update = [](bool &field, bool to) {
        const bool differs = field != to;
        field = to;
        return differs;
    };
    if (space == QLatin1String("org.freedesktop.appearance")) {
        if (key == QLatin1String("color-scheme")) {
            // 0 no preference, 1 dark, 2 light.
            const uint scheme = value.toUInt();
            m_portalKnows = scheme != 0;
            return m_portalKnows && update(m_dark, scheme == 1);
        }
        if (key == QLatin1String("contrast"))
            return update(m_highContrast, value.toUInt() == 1);
    }
    if (key == QLatin1String("high-contrast"))
        return update(m_highContrast, value.toBool());
    if (key == QLatin1String("enable-animations"))
        return update(m_reducedMotion, !value.toBool());
    return false;
}

bool SystemAppearance::eventFilter(QObject *watched, QEvent *event)
{
    // The application's palette is ours by now, and this event comes for our own changes too; only
    // a change of the standard palette tells of the system where there is no portal.
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange && !m_portalKnows) {
        const bool dark = standardIsDark();
        if (dark != m_standardWasDark) {
            m_standardWasDark = dark;
            m_dark = dark;
            QTimer::singleShot(0, this, &SystemAppearance::changed);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace copper
