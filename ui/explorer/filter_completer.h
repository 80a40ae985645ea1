// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QCompleter>
#include <QStringList>
#include <QStringListModel>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace copper {

// Offers what may stand at the cursor of the explorer's filter: its keys, and behind a key the
// values that occur. UI thread.
class FilterCompleter : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMaxOffers = 50;
    static constexpr int kSearch_ms = 8; // looking for values; what was found by then is offered

    FilterCompleter(Workspace &workspace, QLineEdit *field);
    // For the word that is being typed: "rt:tem" gives "rt:temperature".
    QStringList offers(const QString &word) const;
    QCompleter &popup() { return m_completer; }

private:
    void edited();
    void take(const QString &offer);
    QString wordAtCursor() const;
    QStringList valuesOf(const QString &key, const QString &begin) const;

    Workspace &m_workspace;
    QLineEdit *m_field;
    QStringListModel m_offers;
    QCompleter m_completer;
};

} // namespace copper
