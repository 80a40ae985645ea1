// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "app/tour_hands.h"

#include <QObject>

namespace copper {

// Walks through every room of the real window on the demo network, with clicks and keys, and saves
// what it sees as pictures of 1440 x 900, light and dark.
class Tour : public QObject
{
    Q_OBJECT
public:
    // scratchFolder: for the firmware image it sends.
    Tour(Application &application, QString folder, QString scratchFolder,
         QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    // Empty, or the step that failed and why.
    void finished(const QString &failure);

private:
    void run();
    void welcome();
    void observe();
    void resource();
    void dashboard();
    void firmware();
    void packets();
    void securityAndPalette();
    void command(const QString &text); // through the palette
    void shoot(const QString &name);   // light and dark
    bool makeImage(const QString &path);

    Application &m_app;
    Hands m_hands;
    QString m_folder;
    QString m_scratch;
    int m_number = 0;
    WallTime m_observedSince;
};

} // namespace copper
