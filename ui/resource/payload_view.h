// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/large_payload_model.h"
#include "ui/models/payload_tree_model.h"
#include "ui/widgets/tint_tree.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace copper {

class DiffView;
class FindBar;
class HexView;
class ImageView;
class PlainLabel;
class TextView;

// A payload as tree, text and hex over one buffer. What is selected in one is marked in the others.
class PayloadView : public QWidget
{
    Q_OBJECT
public:
    enum class Page { Tree, Text, Hex, Diff, Image };
    // Larger payloads are laid out as they are looked at: rows of text, containers of a tree.
    static constexpr std::size_t kMaxText = 1U << 20U;
    static constexpr std::size_t kMaxTree = 256U << 10U;

    PayloadView(const Theme &theme, QWidget *parent = nullptr);

    void setPayload(std::shared_ptr<const Bytes> payload,
                    std::optional<std::uint32_t> contentFormat, WallTime at);
    void setPrevious(std::shared_ptr<const Bytes> payload,
                     std::optional<std::uint32_t> contentFormat, WallTime at);
    void clear();
    // A button at the end of the line below.
    void addToFoot(QWidget *button);
    void setPage(Page page);
    Page page() const;
    const PayloadTreeModel &model() const { return m_model; }
    TintTree *tree() const { return m_tree; }
    HexView *hex() const { return m_hex; }
    const LargePayloadModel &largeModel() const { return m_large; }
    TextView *pagedText() const { return m_paged; }
    DiffView *diff() const { return m_diff; }
    ImageView *image() const { return m_image; }
    FindBar *findBar() const { return m_find; }
    bool isLarge() const { return m_isLarge; }
    // As text if it is valid UTF-8, at most kMaxText of it; else nothing.
    QString asPlainText() const;
    std::shared_ptr<const Bytes> payload() const { return m_payload; }

Q_SIGNALS:
    void linkActivated(const QString &href);
    void chartRequested(const copper::ValuePath &path);

private:
    void selectRow(const QModelIndex &index);
    void selectByte(qsizetype offset);
    void buildLayout();
    void connectEverything();
    void useModel(bool large);
    void setTree(std::optional<std::uint32_t> contentFormat, WallTime at);
    void mark(qsizetype offset, qsizetype length);
    void showFound(qsizetype offset, qsizetype length);
    void onRevealed(const QModelIndex &index);
    void fillText();
    void updateFoot();
    QString standing() const; // what the foot says of the whole
    void openMenu(const QPoint &position);
    const Theme &m_theme;
    std::shared_ptr<const Bytes> m_payload;
    PayloadTreeModel m_model;
    LargePayloadModel m_large;
    QStackedWidget *m_pages;
    TintTree *m_tree;
    QStackedWidget *m_texts;
    QPlainTextEdit *m_text;
    TextView *m_paged;
    HexView *m_hex;
    DiffView *m_diff;
    ImageView *m_image;
    FindBar *m_find;
    QHBoxLayout *m_foot = nullptr;
    PlainLabel *m_what;
    PlainLabel *m_bytes;
    PlainLabel *m_where;
    QPushButton *m_chart;
    bool m_isLarge = false;
    bool m_selecting = false;
    bool m_textIsOld = false; // it is made when its page is looked at
};

} // namespace copper
