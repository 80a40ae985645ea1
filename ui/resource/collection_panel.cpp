// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/collection_panel.h"

#include "core/domain/collection_request.h"
#include "ui/resource/expectation_popup.h"
#include "ui/resource/save_popup.h"
#include "ui/resource/variables_popup.h"
#include "ui/text/collection_text.h"
#include "ui/text/command_import.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kRow_px = 26;
constexpr int kMostFailureLines = 4;

} // namespace

CollectionDelegate::CollectionDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize CollectionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, m_theme.rowHeight(kRow_px)};
}

void CollectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    QRectF rest = QRectF(option.rect).adjusted(2, 0, -10, 0);
    const auto state =
        static_cast<CollectionModel::State>(index.data(CollectionModel::StateRole).toInt());
    const bool passed = state == CollectionModel::Passed;
    const bool failed = state == CollectionModel::Failed;
    if (!index.data(CollectionModel::FolderRole).toBool()) {
        const qreal width = drawElided(painter, QRectF(rest.left(), rest.top(), 50, rest.height()),
                                       index.data(CollectionModel::MethodRole).toString(),
                                       m_theme.font(TextRole::Mono), m_theme.color(Tone::Copper));
        rest.setLeft(rest.left() + std::max(34.0, width + 8));
    }
    const Tone tone = failed ? Tone::Error : passed ? Tone::Verdigris : Tone::Text3;
    const qreal result =
        drawElided(painter, rest, index.data(CollectionModel::ResultRole).toString(),
                   m_theme.font(TextRole::Small), m_theme.color(tone), Qt::AlignRight);
    rest.setRight(rest.right() - result - 4);
    if (passed || failed) {
        m_theme.paintIcon(painter, QRectF(rest.right() - 13, rest.center().y() - 6, 12, 12),
                          failed ? QStringLiteral("error") : QStringLiteral("ok"), tone);
        rest.setRight(rest.right() - 17);
    }
    const bool folder = index.data(CollectionModel::FolderRole).toBool();
    drawElided(painter, rest, index.data().toString(),
               m_theme.font(folder ? TextRole::BodyStrong : TextRole::Body),
               m_theme.color(Tone::Text));
}

CollectionPanel::CollectionPanel(const Theme &theme, CollectionBook &book, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_book(book), m_model(book),
      m_environments(new QComboBox(this)), m_tree(new TintTree(theme, kRow_px, this)),
      m_summary(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_failures(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, this))
{
    auto *head = new QWidget(this);
    buildHead(head);
    m_tree->setObjectName(QStringLiteral("collectionTree"));
    m_tree->setAccessibleName(tr("Requests of the collection"));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new CollectionDelegate(theme, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_tree->setIndentation(14);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_summary->setObjectName(QStringLiteral("collectionSummary"));
    m_summary->setElideMode(Qt::ElideRight);
    m_failures->setObjectName(QStringLiteral("collectionFailures"));
    m_failures->setWordWrap(true);
    m_failures->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    auto *place = new QWidget(this);
    m_pages = new QStackedLayout(place);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(new EmptyState(
        theme, QStringLiteral("open"), tr("No collection yet"),
        tr("Plus keeps the request of the editor here, with what its answer should be."), place));
    column->addWidget(place, 1);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(12, 4, 12, 6);
    foot->addWidget(m_summary);
    foot->addWidget(m_failures);
    column->addLayout(foot);

    connect(m_tree, &QAbstractItemView::activated, this, &CollectionPanel::choose);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CollectionPanel::updateState);
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(menu);
        menu->popup(m_tree->viewport()->mapToGlobal(at));
    });
    // A change builds the tree anew; what was selected stays so where it still is.
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_selected = m_model.pathOf(m_tree->currentIndex()); });
    connect(&book, &CollectionBook::changed, this, [this] {
        m_tree->expandAll();
        select(m_selected);
        fillEnvironments();
        updateState();
    });
    connect(&book, &CollectionBook::environmentChanged, this, &CollectionPanel::fillEnvironments);
    connect(&book, &CollectionBook::runStarted, this, &CollectionPanel::updateState);
    connect(&book, &CollectionBook::stepChanged, this, &CollectionPanel::updateState);
    connect(&book, &CollectionBook::runEnded, this, &CollectionPanel::updateState);
    m_tree->expandAll();
    fillEnvironments();
    updateState();
}

void CollectionPanel::buildHead(QWidget *head)
{
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(10, 4, 6, 4);
    line->setSpacing(2);
    m_environments->setObjectName(QStringLiteral("collectionEnvironment"));
    m_environments->setAccessibleName(tr("Environment"));
    m_environments->setMinimumContentsLength(6);
    m_environments->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    line->addWidget(m_environments, 1);
    m_run =
        new IconButton(m_theme, QStringLiteral("play"), tr("Run the whole collection"), {}, head);
    m_run->setObjectName(QStringLiteral("collectionRun"));
    m_add = new IconButton(m_theme, QStringLiteral("add"),
                           tr("Keep the request of the editor in the collection"), {}, head);
    m_add->setObjectName(QStringLiteral("collectionAdd"));
    m_more =
        new IconButton(m_theme, QStringLiteral("more"), tr("More about the collection"), {}, head);
    m_more->setObjectName(QStringLiteral("collectionMore"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    m_more->setMenu(menu);
    for (QToolButton *button : {m_run, m_add, m_more})
        line->addWidget(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(menu);
    });
    connect(m_run, &QToolButton::clicked, this, [this] {
        if (m_book.isRunning())
            m_book.stop();
        else
            m_book.run();
    });
    connect(m_add, &QToolButton::clicked, this, [this] {
        askName(tr("Keep this request as"), tr("Request"),
                [this](const QString &name) { Q_EMIT addRequested(name); });
    });
    connect(m_environments, &QComboBox::activated, this,
            [this] { m_book.setEnvironment(m_environments->currentData().toString()); });
}

void CollectionPanel::fillEnvironments()
{
    m_environments->clear();
    m_environments->addItem(tr("No environment"), QString());
    for (const Environment &environment : m_book.collection().environments)
        m_environments->addItem(displayText(environment.name, 60), environment.name);
    m_environments->setCurrentIndex(std::max(0, m_environments->findData(m_book.environment())));
}

void CollectionPanel::fillMenu(QMenu *menu)
{
    const QModelIndex current = m_tree->currentIndex();
    const ItemPath path = m_model.pathOf(current);
    const bool request = current.isValid() && !current.data(CollectionModel::FolderRole).toBool();
    const auto add = [menu, this](const QString &text, const char *name, auto what) {
        QAction *action = menu->addAction(text, this, what);
        action->setObjectName(QLatin1String(name));
        return action;
    };
    add(tr("Run this"), "runThis", [this, current] {
        runBelow(current);
    })->setEnabled(current.isValid() && !m_book.isRunning());
    add(tr("Run all, stop at the first failure"), "runBail", [this] {
        m_book.run({}, true);
    })->setEnabled(m_model.rowCount() > 0 && !m_book.isRunning());
    add(tr("Expectations and saved values…"), "editExpectations", [this] {
        editExpectations();
    })->setEnabled(request);
    add(tr("Show the answer"), "showAnswer",
        [this, current] {
            if (const auto entry =
                    m_book.entryOf(current.data(CollectionModel::StepRole).toULongLong()))
                Q_EMIT entryChosen(entry);
        })
        ->setEnabled(request &&
                     m_book.entryOf(current.data(CollectionModel::StepRole).toULongLong()) != 0);
    add(tr("Replace by the request of the editor"), "replaceRequest", [this] {
        Q_EMIT addRequested({});
    })->setEnabled(request);
    menu->addSeparator();
    add(tr("New folder…"), "newFolder", [this, path] {
        askName(tr("New folder"), tr("Folder"), [this, path](const QString &name) {
            if (const auto at = m_book.add(path, {name, std::nullopt, {}}))
                select(*at);
        });
    });
    add(tr("Rename…"), "renameItem", [this, path, current] {
        askName(tr("Rename"), current.data().toString(), [this, path](const QString &name) {
            m_book.edit([&](Collection &collection) { itemAt(collection, path)->name = name; });
            select(path);
        });
    })->setEnabled(current.isValid());
    add(tr("Remove"), "removeItem", [this, path] {
        m_book.remove(path);
    })->setEnabled(current.isValid());
    menu->addSeparator();
    add(tr("Variables…"), "editVariables", [this] {
        if (m_variables == nullptr)
            m_variables = new VariablesPopup(m_theme, m_book, window());
        m_variables->open(m_more);
    });
    add(tr("Take a command from the clipboard"), "importCommand",
        [this] { importFrom(QApplication::clipboard()->text()); });
    add(tr("Open a collection…"), "openCollection", [this] { chooseFile(false); });
    add(tr("Save the collection as…"), "saveCollection", [this] { chooseFile(true); });
}

void CollectionPanel::askName(const QString &title, const QString &suggestion,
                              std::function<void(const QString &)> then)
{
    if (m_namePopup == nullptr) {
        m_namePopup = new SavePopup(m_theme, window());
        connect(m_namePopup, &SavePopup::nameChosen, this, [this](const QString &name) {
            if (name.trimmed().isEmpty()) {
                m_namePopup->setProblem(tr("Give it a name."));
                return;
            }
            m_namePopup->closePopup();
            m_whenNamed(name.trimmed());
        });
    }
    m_whenNamed = std::move(then);
    m_namePopup->open(m_add, suggestion, title);
}

bool CollectionPanel::addRequest(const QString &name, const CollectionRequest &request)
{
    const auto place = m_book.add(m_model.pathOf(m_tree->currentIndex()), {name, request, {}});
    if (!place) {
        Q_EMIT remarkMade(tr("The collection takes no more: at most %1 requests and folders.")
                              .arg(kMaxCollectionItems));
        return false;
    }
    select(*place);
    return true;
}

void CollectionPanel::replaceRequest(const CollectionRequest &request)
{
    const ItemPath path = m_model.pathOf(m_tree->currentIndex());
    m_book.edit([&](Collection &collection) {
        CollectionItem *item = itemAt(collection, path);
        if (item == nullptr || item->isFolder())
            return;
        CollectionRequest changed = request;
        changed.expectations = item->request->expectations;
        changed.saved = item->request->saved;
        item->request = changed;
    });
}

void CollectionPanel::select(const ItemPath &path)
{
    const QModelIndex index = m_model.indexOf(path);
    m_tree->setCurrentIndex(index);
    if (index.isValid())
        m_tree->scrollTo(index);
}

void CollectionPanel::importFrom(const QString &text)
{
    const auto imported = importCommand(text);
    if (!imported) {
        Q_EMIT remarkMade(imported.error());
        return;
    }
    const CollectionRequest request = fromSpec(imported->spec);
    addRequest(codeText(request.method) + QLatin1Char(' ') + imported->spec.uri.left(150), request);
    if (!imported->leftOut.isEmpty())
        Q_EMIT remarkMade(tr("Left out: %1.").arg(imported->leftOut.join(QStringLiteral(", "))));
}

void CollectionPanel::runBelow(const QModelIndex &index)
{
    if (const std::vector<std::size_t> steps = m_model.stepsBelow(index); !steps.empty())
        m_book.run(steps);
}

void CollectionPanel::choose(const QModelIndex &index)
{
    const CollectionItem *item = itemAt(m_book.collection(), m_model.pathOf(index));
    if (item != nullptr && !item->isFolder())
        Q_EMIT requestChosen(*item->request);
}

void CollectionPanel::editExpectations()
{
    const ItemPath path = m_model.pathOf(m_tree->currentIndex());
    const CollectionItem *item = itemAt(m_book.collection(), path);
    if (item == nullptr || item->isFolder())
        return;
    if (m_expectations == nullptr)
        m_expectations = new ExpectationPopup(m_theme, window());
    m_expectations->open(m_more, *item, [this, path](const auto &expectations, const auto &saved) {
        const bool done = m_book.edit([&](Collection &collection) {
            CollectionRequest &request = *itemAt(collection, path)->request;
            request.expectations = expectations;
            request.saved = saved;
        });
        if (done)
            select(path);
        return done;
    });
}

void CollectionPanel::updateState()
{
    const bool running = m_book.isRunning();
    m_run->setIcon(m_theme.icon(running ? QStringLiteral("stop") : QStringLiteral("play")));
    describe(m_run, running ? tr("Stop the run") : tr("Run the whole collection"));
    m_run->setEnabled(running || m_model.rowCount() > 0);
    m_pages->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
    const CollectionRun *run = m_book.lastRun();
    m_summary->setVisible(run != nullptr || m_book.unreadable());
    if (run != nullptr)
        m_summary->setText(
            running ? tr("Running %1 of %2").arg(run->results().size()).arg(run->stepCount())
                    : runText(*run));
    else if (m_book.unreadable())
        m_summary->setText(collectionFaultText(*m_book.unreadable()));
    QStringList lines;
    const QVariant step = m_tree->currentIndex().data(CollectionModel::StepRole);
    const StepResult *result = step.isValid() ? m_book.resultOf(step.toULongLong()) : nullptr;
    if (result != nullptr)
        lines = failureLines(*result);
    if (lines.size() > kMostFailureLines)
        lines = lines.mid(0, kMostFailureLines) << QStringLiteral("…");
    m_failures->setText(lines.join(QLatin1Char('\n')));
    m_failures->setVisible(!lines.isEmpty());
}

void CollectionPanel::openFile(const QString &path)
{
    const auto opened = m_book.open(path);
    if (!opened)
        Q_EMIT remarkMade(opened.error().fault
                              ? collectionFaultText(*opened.error().fault)
                              : tr("This file cannot be read: %1.").arg(opened.error().reason));
}

void CollectionPanel::saveFile(const QString &path)
{
    const auto saved = m_book.save(path);
    Q_EMIT remarkMade(
        saved ? tr("Saved. copper run %1 plays it without a window.").arg(displayText(path, 120))
              : tr("This file cannot be written: %1.").arg(saved.error().reason));
}

void CollectionPanel::chooseFile(bool save)
{
    auto *dialog = new QFileDialog(this, save ? tr("Save the collection") : tr("Open a collection"),
                                   m_book.path(), tr("Collections (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this,
            save ? &CollectionPanel::saveFile : &CollectionPanel::openFile);
    dialog->open();
}

} // namespace copper
