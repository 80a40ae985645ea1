// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

QT_BEGIN_NAMESPACE
class QDBusVariant;
class QDBusPendingCallWatcher;
QT_END_NAMESPACE

namespace copper {

// What the desktop wishes: dark, high contrast, little motion. Reads the system palette at the
// start and the settings portal of freedesktop.org where there is one; never blocks.
// Must be made before the application's palette is replaced. UI thread.
class SystemAppearance : public QObject
{
    Q_OBJECT
public:
    explicit SystemAppearance(QObject *parent = nullptr);

    bool dark() const { return m_dark; }
    bool highContrast() const { return m_highContrast; }
    bool reducedMotion() const { return m_reducedMotion; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    // D-Bus looks slots up by name.
    void onPortalSetting(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void readReply(QDBusPendingCallWatcher *watcher);
    bool apply(const QString &space, const QString &key, const QVariant &value);
    bool eventFilter(QObject *watched, QEvent *event) override;

    bool m_dark = false;
    bool m_standardWasDark = false;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    bool m_portalKnows = false;
};

} // namespace copper
