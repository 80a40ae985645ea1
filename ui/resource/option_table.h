// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/option_model.h"
#include "ui/widgets/tint_tree.h"

#include <QStyledItemDelegate>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// Paints an option row: what comes from the address dimmed, own values in a field.
class OptionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    OptionDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    static QRect removeRect(const QRect &cell);

private:
    const Theme &m_theme;
};

// Own rows are dragged by anything but their value, or moved by Alt+Up and Alt+Down. (Not by QDrag:
// nothing is dropped elsewhere, and its own event loop would hold up the window's.)
class OptionTable : public TintTree
{
    Q_OBJECT
public:
    OptionTable(const Theme &theme, OptionModel &model, QWidget *parent = nullptr);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int dropPlace(int y) const;
    void endDrag();

    const Theme &m_theme;
    OptionModel &m_model;
    int m_pressed = -1; // own row under the pressed button; else -1
    QPoint m_pressedAt;
    int m_dropBefore = -1; // row, while one is dragged; else -1
};

// Table and the line that adds one.
class OptionEditor : public QWidget
{
    Q_OBJECT
public:
    OptionEditor(const Theme &theme, OptionModel &model, QWidget *parent = nullptr);

private:
    void beginAdding();
    void add();
    void fillNames();
    OptionModel &m_model;
    OptionTable *m_table;
    QPushButton *m_begin;
    QLineEdit *m_field;
    PlainLabel *m_error;
};

} // namespace copper
