// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/senml_table_model.h"
#include "ui/widgets/tint_tree.h"

#include <QStyledItemDelegate>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class SegmentedControl;

// Cells with a frame as in the table of options; what is wrong in red behind them.
class SenmlDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SenmlDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

// A SenML pack as a table: base name and time, records below, written as JSON or CBOR. Delete takes
// a record out.
class SenmlEditor : public QWidget
{
    Q_OBJECT
public:
    explicit SenmlEditor(const Theme &theme, QWidget *parent = nullptr);

    void setPack(const SenmlPack &pack);
    const SenmlPack &pack() const { return m_model.pack(); }
    bool asCbor() const;
    void setAsCbor(bool cbor);
    Bytes bytes() const; // whatever problem() says
    QString problem() const;
    bool isEmpty() const { return m_model.rowCount() == 0; }
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void packChanged();

private:
    void readBase();
    void add();
    SenmlTableModel m_model;
    QLineEdit *m_baseName;
    QLineEdit *m_baseTime;
    SegmentedControl *m_encoding;
    TintTree *m_table;
    QPushButton *m_add;
    QString m_baseProblem;
};

} // namespace copper
