// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/models/dissection_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QStackedLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class HexView;
class Ladder;
class PlainLabel;
class TintTree;

class FieldDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    FieldDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

// One message: its conversation as a ladder, its fields, its bytes and what was found. Hovering or
// selecting a field lights its bytes, and a byte its field. Of a secure message the bytes are the
// decrypted ones; while a field of the DTLS record around it is selected, those on the wire.
class PacketDetail : public QWidget
{
    Q_OBJECT
public:
    // Of a long conversation the ladder shows the messages around the selected one.
    static constexpr std::size_t kMaxLadderRows = 400;

    PacketDetail(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);

    void showMessage(std::uint64_t sequence);
    void clear();
    std::optional<std::uint64_t> sequence() const { return m_sequence; }
    Ladder *ladder() const { return m_ladder; }
    TintTree *fields() const { return m_fields; }
    HexView *hex() const { return m_hex; }
    // The ladder again, for a conversation that grew.
    void refreshLadder();

Q_SIGNALS:
    void messageChosen(quint64 sequence); // in the ladder

private:
    QWidget *panel(const QString &title, PlainLabel **note, QWidget *body, QWidget *tool = nullptr);
    void showFindings();
    void showFindingLines();
    void showRemark();
    void light(const QModelIndex &index);
    void showBytes(bool around);
    const Theme &m_theme;
    Workspace &m_workspace;
    std::optional<std::uint64_t> m_sequence;
    ConversationId m_conversation;
    DissectionModel m_model;
    Ladder *m_ladder;
    std::vector<std::uint64_t> m_ladderSequences;
    TintTree *m_fields;
    HexView *m_hex;
    QWidget *m_findings;
    QVBoxLayout *m_findingsColumn;
    PlainLabel *m_ladderNote = nullptr;
    PlainLabel *m_fieldsNote = nullptr;
    PlainLabel *m_bytesNote = nullptr;
    QStackedLayout *m_pages = nullptr;
    bool m_linking = false;
    bool m_around = false; // the bytes shown are the record's
};

} // namespace copper
