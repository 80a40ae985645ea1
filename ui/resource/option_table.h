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

class OptionTable : public TintTree
{
    Q_OBJECT
public:
    OptionTable(const Theme &theme, OptionModel &model, QWidget *parent = nullptr);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    OptionModel &m_model;
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
    OptionModel &m_model;
    OptionTable *m_table;
    QPushButton *m_begin;
    QLineEdit *m_field;
    PlainLabel *m_error;
};

} // namespace copper
