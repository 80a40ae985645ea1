// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/payload_tree_model.h"
#include "ui/widgets/tint_tree.h"

#include <QStyledItemDelegate>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace copper {

class HexView;
class PlainLabel;

// Name, kind, value in the colours of its syntax, meaning, bytes.
class PayloadDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    PayloadDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    Tone valueTone(NodeKind kind) const;
    const Theme &m_theme;
};

// A payload as tree, text and hex over one buffer. What is selected in one is marked in the others.
class PayloadView : public QWidget
{
    Q_OBJECT
public:
    enum class Page { Tree, Text, Hex };
    // Larger payloads are shown as hex and as their first part of text.
    static constexpr std::size_t kMaxText = 1U << 20U;

    PayloadView(const Theme &theme, QWidget *parent = nullptr);

    void setPayload(std::shared_ptr<const Bytes> payload,
                    std::optional<std::uint32_t> contentFormat, WallTime at);
    void setPrevious(std::shared_ptr<const Bytes> payload,
                     std::optional<std::uint32_t> contentFormat, WallTime at);
    void clear();
    void setPage(Page page);
    Page page() const;
    const PayloadTreeModel &model() const { return m_model; }
    TintTree *tree() const { return m_tree; }
    HexView *hex() const { return m_hex; }
    // As text if it is valid UTF-8; else nothing.
    QString asPlainText() const;
    std::shared_ptr<const Bytes> payload() const { return m_payload; }

Q_SIGNALS:
    void linkActivated(const QString &href);
    void chartRequested(const copper::ValuePath &path);

private:
    void selectRow(const QModelIndex &index);
    void selectByte(qsizetype offset);
    void fillText();
    void updateFoot();
    void openMenu(const QPoint &position);
    const Theme &m_theme;
    std::shared_ptr<const Bytes> m_payload;
    PayloadTreeModel m_model;
    QStackedWidget *m_pages;
    TintTree *m_tree;
    QPlainTextEdit *m_text;
    HexView *m_hex;
    PlainLabel *m_what;
    PlainLabel *m_bytes;
    PlainLabel *m_where;
    QPushButton *m_chart;
    bool m_selecting = false;
    bool m_textIsOld = false; // it is made when its page is looked at
};

} // namespace copper
