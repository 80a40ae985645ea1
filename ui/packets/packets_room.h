// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/packet_export.h"
#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/models/conversation_model.h"
#include "ui/models/packet_model.h"
#include "ui/theme/theme.h"

#include <QSortFilterProxyModel>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLineEdit;
class QStackedWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class EmptyState;
class PacketDetail;
class PacketView;
class PlainLabel;
class ToggleButton;

// Every message in and out: table or conversations, filters, the selected message in detail.
// UI thread.
class PacketsRoom : public QWidget
{
    Q_OBJECT
public:
    PacketsRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                QWidget *parent = nullptr);

    // Shows what contains this text in any column, and selects the newest of it when all are found.
    void showMatching(const QString &text);
    // Writes the shown messages; the system's words when the file cannot be written.
    Result<SavedCapture, QString> savePcapng(const QString &path) const;
    PacketView *view() const { return m_view; }
    PacketDetail *detail() const { return m_detail; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildBar(QVBoxLayout *column);
    void buildFilters(QVBoxLayout *column);
    void buildTable(QVBoxLayout *column);
    void connectEverything();
    void connectStores();
    void setGrouped(bool grouped);
    void sortBy(int column);
    void showModel();
    bool isInTimeOrder() const;
    void placeFilterFields();
    QModelIndex shownIndexOf(std::uint64_t sequence) const;
    void selectSequence(std::uint64_t sequence);
    void keepSelection();
    void restoreSelection();
    void selectNewestMatch();
    void follow();
    void refreshSoon();
    void refresh();
    void onCurrentChanged(const QModelIndex &current);
    void applyFilters();
    void setFilterTexts(const QString &any);
    void updateCount();
    void updatePage();
    void chooseFile();
    static QString savedText(const SavedCapture &saved);

    // What was selected before the rows were replaced; selected again once it is found.
    struct Kept
    {
        std::uint64_t sequence = 0;
        bool heading = false; // its conversation was, and stood for it
        bool open = true;     // its conversation
    };

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    PacketSearch m_search;
    PacketModel m_flat;
    ConversationModel m_groups;
    QSortFilterProxyModel m_sorted; // between the flat table and the view in another order only
    QLineEdit *m_any = nullptr;
    QWidget *m_filterRow = nullptr;
    std::array<QLineEdit *, PacketColumnCount> m_fields{};
    PlainLabel *m_count = nullptr;
    ToggleButton *m_conversations = nullptr;
    ToggleButton *m_records = nullptr;
    ToggleButton *m_follow = nullptr;
    ToggleButton *m_columnFilters = nullptr;
    QWidget *m_trouble = nullptr;
    PlainLabel *m_troubleText = nullptr;
    PacketView *m_view = nullptr;
    PacketDetail *m_detail = nullptr;
    QStackedWidget *m_pages = nullptr;
    QWidget *m_tablePage = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_noMatch = nullptr;
    QTimer m_later; // one refresh for many messages
    std::optional<Kept> m_kept;
    int m_sortColumn = -1; // -1 and time upwards are the log's own order
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_grouped = false;
    bool m_selecting = false;
    bool m_fillingFilters = false;
    bool m_newestWanted = false; // when the search is done
};

} // namespace copper
