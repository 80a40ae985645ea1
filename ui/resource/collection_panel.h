// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_book.h"
#include "ui/models/collection_model.h"
#include "ui/widgets/tint_tree.h"

#include <QStyledItemDelegate>

QT_BEGIN_NAMESPACE
class QComboBox;
class QMenu;
class QStackedLayout;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class ExpectationPopup;
class PlainLabel;
class SavePopup;
class VariablesPopup;

// A mark and a word for each outcome, never colour alone.
class CollectionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    CollectionDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

// The collection beside the request: its tree, its environments, running it and what came out.
class CollectionPanel : public QWidget
{
    Q_OBJECT
public:
    CollectionPanel(const Theme &theme, CollectionBook &book, QWidget *parent = nullptr);

    CollectionModel &model() { return m_model; }
    // The request of the editor as a new one, beside what is selected. False at a limit.
    bool addRequest(const QString &name, const CollectionRequest &request);
    // The selected one becomes this; its expectations and saved values stay.
    void replaceRequest(const CollectionRequest &request);
    void importFrom(const QString &text); // a pasted command
    void openFile(const QString &path);
    void saveFile(const QString &path);

Q_SIGNALS:
    void requestChosen(const copper::CollectionRequest &request);
    void entryChosen(quint64 historyEntry);
    // The name for it was given; answered by addRequest(). Empty: answered by replaceRequest().
    void addRequested(const QString &name);
    void remarkMade(const QString &sentence);

private:
    void buildHead(QWidget *head);
    void fillMenu(QMenu *menu);
    void fillEnvironments();
    void askName(const QString &title, const QString &suggestion,
                 std::function<void(const QString &)> then);
    void runBelow(const QModelIndex &index);
    void choose(const QModelIndex &index);
    void editExpectations();
    void updateState();
    void chooseFile(bool save);
    void select(const ItemPath &path);

    const Theme &m_theme;
    CollectionBook &m_book;
    CollectionModel m_model;
    QComboBox *m_environments;
    QToolButton *m_run = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_more = nullptr;
    TintTree *m_tree;
    QStackedLayout *m_pages = nullptr;
    PlainLabel *m_summary;
    PlainLabel *m_failures;
    SavePopup *m_namePopup = nullptr;
    ExpectationPopup *m_expectations = nullptr;
    VariablesPopup *m_variables = nullptr;
    std::function<void(const QString &)> m_whenNamed;
    ItemPath m_selected; // while the tree is built anew
};

} // namespace copper
