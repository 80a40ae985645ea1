// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/diff_model.h"
#include "ui/widgets/tint_tree.h"

#include <QStyledItemDelegate>

#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// A body that came before the one shown.
struct EarlierBody
{
    QString name; // "before, 14:02:11"
    std::shared_ptr<const Bytes> payload;
    std::optional<std::uint32_t> contentFormat;
};

class DiffDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    DiffDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

// What changed since an earlier answer of the same resource, which is chosen above. Compared when
// it is looked at.
class DiffView : public QWidget
{
    Q_OBJECT
public:
    explicit DiffView(const Theme &theme, QWidget *parent = nullptr);

    void setPayload(std::shared_ptr<const Bytes> payload,
                    std::optional<std::uint32_t> contentFormat);
    // The nearest first.
    void setEarlier(std::vector<EarlierBody> earlier);
    const DiffModel &model() const { return m_model; }
    TintTree *table() const { return m_table; }

Q_SIGNALS:
    void bytesChosen(qsizetype offset, qsizetype length);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void compare();
    void say();
    const Theme &m_theme;
    std::shared_ptr<const Bytes> m_payload;
    std::optional<std::uint32_t> m_format;
    std::vector<EarlierBody> m_earlier;
    DiffModel m_model;
    QComboBox *m_choice;
    PlainLabel *m_summary;
    TintTree *m_table;
    bool m_isOld = true;
};

} // namespace copper
