// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/domain/workspace.h"
#include "ui/models/handshake_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTimer>
#include <QTreeView>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class EmptyState;
class PlainLabel;

// A step on the line, what it said, and when it was in the whole.
class HandshakeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow_px = 26;

    explicit HandshakeDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintStep(QPainter *painter, const QRectF &cell, const QModelIndex &index) const;
    void paintBar(QPainter *painter, const QRectF &cell, const QModelIndex &index) const;
    const Theme &m_theme;
};

// The handshake test: its steps on a line with a small waterfall, and how it ended.
class HandshakePanel : public QWidget
{
    Q_OBJECT
public:
    HandshakePanel(const Theme &theme, Workspace &workspace, CredentialStore &store,
                   QWidget *parent = nullptr);
    QString verdict() const;

Q_SIGNALS:
    void testRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    QString verdictText() const;

    const Theme &m_theme;
    HandshakeTest &m_test;
    CredentialStore &m_store;
    HandshakeModel *m_model;
    PlainLabel *m_what;
    PlainLabel *m_mark;
    PlainLabel *m_verdict;
    QPushButton *m_again;
    QTreeView *m_steps;
    PlainLabel *m_hint;
    QTimer m_dots; // a wait without numbers adds one to three dots to its word
    int m_dotCount = 0;
};

} // namespace copper
