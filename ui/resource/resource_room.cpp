// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/resource_room.h"

#include "core/coap/uri.h"
#include "core/domain/collection_request.h"
#include "core/domain/resource_uri.h"
#include "ui/models/device_keys.h"
#include "ui/resource/address_field.h"
#include "ui/resource/advanced_editor.h"
#include "ui/resource/collection_panel.h"
#include "ui/resource/exchange_panel.h"
#include "ui/resource/history_list.h"
#include "ui/resource/link_lookup.h"
#include "ui/resource/payload_editor.h"
#include "ui/resource/request_bar.h"
#include "ui/resource/request_editor.h"
#include "ui/resource/response_view.h"
#include "ui/resource/save_popup.h"
#include "ui/text/collection_text.h"
#include "ui/text/command_import.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/room_bar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kRequestHeight_px = 232;
constexpr std::uint64_t kMostBody = 256U << 20U;

} // namespace

ResourceRoom::ResourceRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                           QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_bar(new RequestBar(theme, workspace, this)), m_editor(new RequestEditor(theme, this)),
      m_response(new ResponseView(theme, this)),
      m_history(new HistoryPanel(theme, workspace, this)), m_book(workspace),
      m_collection(new CollectionPanel(theme, m_book, this)),
      m_exchange(new ExchangePanel(theme, workspace, this))
{
    setObjectName(QStringLiteral("resourceRoom"));
    buildLayout();
    connectEverything();
    m_bar->setObserving(false);
    m_exchange->setSeries({});
    m_response->tick(workspace.now());
}

void ResourceRoom::buildLayout()
{
    auto *column = new QVBoxLayout(this);
    column->setSizeConstraint(QLayout::SetNoConstraint); // minimumSizeHint() knows better
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *ground = new Ground(m_theme, Tone::Base, Qt::BottomEdge, this);
    auto *groundColumn = new QVBoxLayout(ground);
    groundColumn->setContentsMargins(0, 0, 0, 0);
    groundColumn->addWidget(m_bar);
    column->addWidget(ground);
    auto *below = new Ground(m_theme, Tone::Base, {}, this);
    auto *belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    column->addWidget(below, 1);
    const auto splitter = [](Qt::Orientation orientation, QWidget *parent) {
        auto *made = new QSplitter(orientation, parent);
        made->setHandleWidth(1);
        made->setChildrenCollapsible(false);
        return made;
    };
    m_columns = splitter(Qt::Horizontal, below);
    m_left = splitter(Qt::Vertical, m_columns);
    m_left->setObjectName(QStringLiteral("resourceSplitter"));
    m_left->addWidget(m_editor);
    m_left->addWidget(m_response);
    m_left->setStretchFactor(1, 1);
    m_side = splitter(Qt::Vertical, m_columns);
    buildSide();
    m_side->addWidget(m_exchange);
    m_side->setStretchFactor(1, 1);
    m_side->setMinimumWidth(220);
    m_columns->addWidget(m_left);
    m_columns->addWidget(m_side);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 0);
    m_columns->setSizes({800, kSideWidth_px});
    belowColumn->addWidget(m_columns);
    m_left->setSizes({kRequestHeight_px, 500});
    m_side->setSizes({kRequestHeight_px, 500});
    // Both columns are split at the same height.
    connect(m_left, &QSplitter::splitterMoved, m_side, [this] {
        if (!m_narrow)
            m_side->setSizes(m_left->sizes());
    });
    connect(m_side, &QSplitter::splitterMoved, m_left, [this] {
        if (!m_narrow)
            m_left->setSizes(m_side->sizes());
    });
}

// Two tabs over what was sent and what is kept.
void ResourceRoom::buildSide()
{
    auto *top = new QWidget(m_side);
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *tabs = new RoomBar(m_theme, RoomBar::Size::SubTabs, top);
    tabs->setObjectName(QStringLiteral("sideTabs"));
    tabs->setAccessibleName(tr("History and collection"));
    tabs->addRoom({}, tr("History"));
    tabs->addRoom({}, tr("Collection"));
    auto *head = new Ground(m_theme, Tone::Base, Qt::BottomEdge, top);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(8, 0, 8, 0);
    line->addWidget(tabs);
    line->addStretch(1);
    m_history->placeButtons(line);
    auto *pages = new QStackedWidget(top);
    pages->addWidget(m_history);
    pages->addWidget(m_collection);
    column->addWidget(head);
    column->addWidget(pages, 1);
    connect(tabs, &QTabBar::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    connect(tabs, &QTabBar::currentChanged, m_history,
            [this](int index) { m_history->showButtons(index == 0); });
    m_side->addWidget(top);
}

void ResourceRoom::connectEverything()
{
    const auto expander = [this](const QString &text) {
        return expandVariables(text, m_book.layers());
    };
    m_bar->addressField()->setExpander(expander);
    m_editor->options().setExpander(expander);
    m_editor->payload().setExpander(expander);
    const auto expandAgain = [this] {
        m_editor->options().expandAgain();
        m_editor->payload().expandAgain();
        onAddressChanged(m_bar->address());
    };
    connect(&m_book, &CollectionBook::changed, this, expandAgain);
    connect(&m_book, &CollectionBook::environmentChanged, this, expandAgain);
    connect(m_collection, &CollectionPanel::addRequested, this, &ResourceRoom::keepInCollection);
    connect(m_collection, &CollectionPanel::requestChosen, this, &ResourceRoom::showCollected);
    connect(m_collection, &CollectionPanel::entryChosen, this, &ResourceRoom::showEntry);
    connect(m_collection, &CollectionPanel::remarkMade, &m_navigator, &Navigator::remarkMade);
    connect(m_bar, &RequestBar::sendRequested, this, &ResourceRoom::send);
    connect(m_bar, &RequestBar::sendToManyRequested, this, &ResourceRoom::sendToMany);
    connect(m_bar, &RequestBar::observeToggled, this, &ResourceRoom::toggleObserve);
    connect(m_bar, &RequestBar::addressChanged, this, &ResourceRoom::onAddressChanged);
    connect(m_bar, &RequestBar::saveRequested, this, [this] {
        if (m_savePopup == nullptr) {
            m_savePopup = new SavePopup(m_theme, window());
            connect(m_savePopup, &SavePopup::nameChosen, this, &ResourceRoom::save);
        }
        const auto parts = splitUri(m_bar->address());
        m_savePopup->open(m_bar->saveButton(), codeText(m_bar->method()) + QLatin1Char(' ') +
                                                   (parts ? parts->path : QString()));
    });
    connect(m_bar->addressField(), &AddressField::commandPasted, this, &ResourceRoom::import);
    connect(m_editor, &RequestEditor::changed, this, [this] { m_bar->setProblem({}); });
    connect(m_editor, &RequestEditor::copyCommandRequested, this, &ResourceRoom::copyCommand);
    connect(&m_editor->advanced(), &AdvancedEditor::keepRequested, this, [this] {
        m_workspace.setDeviceParameters(m_device, m_editor->advanced().parameters());
        Q_EMIT m_navigator.remarkMade(tr("These timers are used for the device from now on."));
    });
    connect(&m_editor->advanced(), &AdvancedEditor::defaultsRequested, this, [this] {
        if (m_device.isValid())
            m_workspace.setDeviceParameters(m_device, std::nullopt);
    });
    connect(m_history, &HistoryPanel::entryChosen, this, &ResourceRoom::showEntry);
    connect(m_history, &HistoryPanel::resendRequested, this, [this](quint64 id) {
        showEntry(id);
        send();
    });
    connect(m_history, &HistoryPanel::namedChosen, this, &ResourceRoom::showRequest);
    connect(m_response, &ResponseView::cancelRequested, this, [this] {
        if (const HistoryEntry *entry = m_workspace.history().entry(m_shown))
            m_workspace.session().cancel(entry->job);
    });
    connect(m_response->payloadView(), &PayloadView::linkActivated, this,
            &ResourceRoom::followLink);
    connect(m_response->payloadView(), &PayloadView::chartRequested, this,
            [this](const ValuePath &path) {
                Q_EMIT m_navigator.chartRequested(m_uri, path);
                Q_EMIT m_navigator.roomRequested(RoomId::Dashboard);
            });
    connect(m_response, &ResponseView::bodySaved, this, [this](const QString &path, quint64 bytes) {
        Q_EMIT m_navigator.remarkMade(
            tr("Saved: %1, %2.").arg(displayText(path, 200), byteSize(bytes)));
    });
    connect(m_response, &ResponseView::locationRequested, this, &ResourceRoom::followLink);
    connect(m_response, &ResponseView::validationRequested, this, [this](const Bytes &etag) {
        sendChanged([&etag](RequestSpec &spec) {
            spec.options.remove(OptionNumber::ETag);
            spec.options.add(OptionNumber::ETag, etag);
        });
    });
    connect(m_response, &ResponseView::largerBodyRequested, this, [this] {
        if (const HistoryEntry *entry = m_workspace.history().entry(m_shown)) {
            const RequestSpec spec = entry->spec;
            sendSpec(spec, std::min(spec.maxBody * 4, kMostBody));
        }
    });
    connect(m_exchange, &ExchangePanel::showMessagesRequested, this, [this] {
        if (m_response->response())
            Q_EMIT m_navigator.packetsRequested(tokenText(m_response->response()->token.view()));
    });
    SessionFeed &feed = m_workspace.feed();
    connect(&feed, &SessionFeed::responseArrived, this, &ResourceRoom::onResponse);
    connect(&feed, &SessionFeed::jobFailed, this, &ResourceRoom::onFailure);
    connect(&feed, &SessionFeed::ticked, m_response, &ResponseView::tick);
    const auto observing = [this] {
        m_bar->setObserving(m_workspace.observations().isObserved(m_uri));
    };
    connect(&m_workspace.observations(), &ObservationBook::observationStarted, this, observing);
    connect(&m_workspace.observations(), &ObservationBook::observationEnded, this, observing);
    // Of the window, so that they work from the tree as well: a room that is not shown has none.
    const auto shortcut = [this](const QList<QKeySequence> &keys, auto what) {
        auto *action = new QAction(this);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, what);
        addAction(action);
    };
    shortcut({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)},
             [this] { send(); });
    shortcut({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter)},
             [this] { sendToMany(); });
    shortcut({QKeySequence(Qt::CTRL | Qt::Key_O)}, [this] { toggleObserve(); });
    shortcut({QKeySequence(Qt::CTRL | Qt::Key_S)}, [this] { Q_EMIT m_bar->saveRequested(); });
    shortcut({QKeySequence(Qt::CTRL | Qt::Key_L)}, [this] {
        m_bar->addressField()->setFocus(Qt::ShortcutFocusReason);
        m_bar->addressField()->selectAll();
    });
}

void ResourceRoom::setKeys(const DeviceKeys &keys)
{
    m_keys = &keys;
    connect(&keys, &DeviceKeys::changed, this, &ResourceRoom::sayProtection);
    connect(m_bar, &RequestBar::addKeyRequested, this, &ResourceRoom::addKey);
    connect(m_response, &ResponseView::addKeyRequested, this, &ResourceRoom::addKey);
    sayProtection();
}

void ResourceRoom::sayProtection()
{
    if (m_keys != nullptr)
        m_bar->setProtection(m_keys->ofUri(m_uri), m_keys->describeUri(m_uri));
}

void ResourceRoom::addKey()
{
    const auto target = secureTarget(m_uri);
    Q_EMIT m_navigator.keyRequested(target ? target->host : QString());
}

QString ResourceRoom::address() const
{
    return m_bar->address();
}

void ResourceRoom::setAddress(const QString &uri)
{
    m_bar->setAddress(uri);
    // What is known of it already.
    const auto &entries = m_workspace.history().entries();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (canonicalUri(entry->spec.uri) == m_uri && entry->spec.method == code::kGet &&
            m_bar->method() == code::kGet) {
            showEntry(entry->id);
            return;
        }
    }
}

void ResourceRoom::get(const QString &uri)
{
    m_bar->setMethod(code::kGet);
    m_bar->setAddress(uri);
    send();
}

void ResourceRoom::showRequest(const RequestSpec &spec)
{
    m_bar->setMethod(spec.method);
    m_bar->setConfirmable(spec.confirmable);
    m_bar->setAddress(spec.uri);
    m_editor->show(spec);
}

void ResourceRoom::onAddressChanged(const QString &uri)
{
    const QString canonical = canonicalUri(uri);
    const Device *device = m_workspace.devices().deviceAt(uri);
    m_editor->setAddress(uri, device == nullptr ? QString() : displayText(device->name(), 40));
    m_editor->options().setPreferredFormats(formatsOf(device, uri));
    const DeviceId id = device == nullptr ? DeviceId{} : device->id;
    if (id != m_device) {
        m_device = id;
        m_editor->advanced().setParameters(device != nullptr && device->parameters
                                               ? *device->parameters
                                               : TransmissionParameters{});
    }
    if (canonical == m_uri)
        return;
    m_uri = canonical;
    const auto link = device == nullptr ? std::nullopt : linkAt(*device, uri);
    m_editor->payload().setResource(link ? link->rt : QString(), formatsOf(device, uri));
    sayProtection();
    m_bar->setObserving(m_workspace.observations().isObserved(m_uri));
    m_exchange->setSeries(m_uri);
    if (m_shown != 0) {
        m_shown = 0;
        m_history->select(0);
        m_response->showNothing();
        m_exchange->clear();
    }
}

Result<RequestSpec, QString> ResourceRoom::currentSpec()
{
    RequestSpec spec;
    const auto parsed = parseUri(m_bar->address().toStdString());
    spec.uri = parsed ? QString::fromStdString(toText(*parsed)) : m_bar->address();
    spec.method = m_bar->method();
    spec.confirmable = m_bar->isConfirmable();
    return m_editor->fill(spec);
}

std::optional<RequestSpec> ResourceRoom::checkedSpec()
{
    if (!m_bar->check())
        return std::nullopt;
    auto spec = currentSpec();
    if (spec)
        return std::move(*spec);
    m_bar->setProblem(spec.error());
    return std::nullopt;
}

void ResourceRoom::send()
{
    const auto spec = checkedSpec();
    if (!spec)
        return;
    sendSpec(*spec);
}

void ResourceRoom::sendToMany()
{
    const auto spec = checkedSpec();
    if (!spec)
        return;
    const auto parts = splitUri(spec->uri);
    QStringList targets;
    for (const Device &device : m_workspace.devices().devices()) {
        const QString there = parts ? device.baseUri() + parts->path : QString();
        if (parts && linkAt(device, there))
            targets << there + parts->query;
    }
    Q_EMIT m_navigator.manyRequested(*spec, targets.size() > 1 ? targets : QStringList());
}

void ResourceRoom::sendSpec(const RequestSpec &spec, std::uint64_t mostBody)
{
    const JobId job = m_workspace.send(spec, mostBody);
    const HistoryEntry *entry = m_workspace.history().entryOf(job);
    if (entry == nullptr)
        return;
    m_shown = entry->id;
    m_history->select(m_shown);
    m_response->tick(m_workspace.now());
    m_response->showWaiting(m_workspace.now());
}

void ResourceRoom::toggleObserve()
{
    if (!m_bar->check()) {
        m_bar->setObserving(false);
        return;
    }
    if (m_workspace.observations().isObserved(m_uri))
        m_workspace.stopObserving(m_uri);
    else
        m_workspace.observe(m_bar->address());
    m_bar->setObserving(m_workspace.observations().isObserved(m_uri));
}

void ResourceRoom::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeSide();
}

QSize ResourceRoom::minimumSizeHint() const
{
    QSize hint = QWidget::minimumSizeHint();
    if (!m_narrow)
        hint.setWidth(
            std::max(m_bar->minimumSizeHint().width(), m_left->minimumSizeHint().width()));
    return hint;
}

void ResourceRoom::placeSide()
{
    const bool narrow = width() < kSideFrom_px;
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    // As a tab it is low and wide.
    m_side->setOrientation(narrow ? Qt::Horizontal : Qt::Vertical);
    if (narrow) {
        m_side->setSizes({width() / 2, width() / 2});
        m_editor->setSide(m_side);
    } else {
        m_editor->setSide(nullptr);
        m_columns->addWidget(m_side);
        m_side->show();
        m_columns->setSizes({width() - kSideWidth_px, kSideWidth_px});
        m_side->setSizes(m_left->sizes());
    }
}

} // namespace copper
