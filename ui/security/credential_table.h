// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/credential.h"
#include "ui/models/credential_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTreeView>

namespace copper {

// What can be done about a key whose last test failed.
enum class TroubleAction { Edit, TestAgain, ShowPackets };

// Rows of 34 px; below one whose last test failed, what went wrong and what can be done.
class CredentialDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow_px = 34;
    static constexpr int kTrouble_px = 53;

    explicit CredentialDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    int rowHeight_px() const { return m_theme.rowHeight(kRow_px); }
    void paintTrouble(QPainter *painter, const QRect &strip, const QModelIndex &index) const;
    // Where the actions stand in the strip.
    std::vector<std::pair<TroubleAction, QRect>> actions(const QRect &strip,
                                                         const QModelIndex &index) const;

private:
    const Theme &m_theme;
};

// The keys. Return edits, F5 tests, Delete asks; the context menu has them all.
class CredentialTable : public QTreeView
{
    Q_OBJECT
public:
    CredentialTable(const Theme &theme, CredentialModel &model, QWidget *parent = nullptr);

    CredentialId current() const;
    void select(const CredentialId &id);
    // In the viewport; empty when the row has no trouble. For tests.
    QRect actionRect(int row, TroubleAction action) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void currentCredentialChanged();
    void editRequested();
    void testRequested();
    void packetsRequested();
    void deleteRequested();

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRect stripOf(const QModelIndex &index) const;
    std::optional<TroubleAction> actionAt(const QPoint &place) const;
    void perform(TroubleAction action);

    const Theme &m_theme;
    CredentialModel &m_model;
    CredentialDelegate *m_delegate;
};

} // namespace copper
