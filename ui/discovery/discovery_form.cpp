// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/discovery_form.h"

#include "ui/models/interface_model.h"
#include "ui/text/scan_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace copper {

namespace {
constexpr int kWidth_px = 424;
constexpr int kRow_px = 24;
constexpr int kMostRows = 6; // then the table scrolls
constexpr int kPauseAtFirst_s = 60;
} // namespace

DiscoveryForm::DiscoveryForm(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QScrollArea(parent), m_theme(theme), m_workspace(workspace),
      m_choice(workspace.discoveryChoice()),
      m_ground(new Ground(theme, Tone::Chrome, Qt::RightEdge, this)),
      m_model(new InterfaceModel(m_choice, workspace.sweeps(), this)),
      m_interfaces(new QTableView(m_ground))
{
    setObjectName(QStringLiteral("discoveryForm"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWide(false);
    auto *column = new QVBoxLayout(m_ground);
    column->setContentsMargins(16, 10, 16, 16);
    column->setSpacing(6);
    buildInterfaces(column);
    buildGroups(column);
    buildFilters(column);
    buildTimes(column);
    buildUnicast(column);
    column->addStretch(1);
    setWidget(m_ground);
    connect(&m_choice, &DiscoveryChoice::changed, this, &DiscoveryForm::show);
    connect(&workspace, &Workspace::repeatingChanged, m_repeat, &QCheckBox::setChecked);
    show();
}

void DiscoveryForm::setWide(bool on)
{
    setMinimumWidth(kWidth_px);
    setMaximumWidth(on ? QWIDGETSIZE_MAX : kWidth_px);
}

void DiscoveryForm::addHeading(QVBoxLayout *column, const QString &text)
{
    column->addSpacing(4);
    column->addWidget(new PlainLabel(m_theme, text, TextRole::BodyStrong, Tone::Text, m_ground));
}

PlainLabel *DiscoveryForm::note(Tone tone, const char *name)
{
    auto *label = new PlainLabel(m_theme, QString(), TextRole::Small, tone, m_ground);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->hide();
    return label;
}

// --- the parts ---

void DiscoveryForm::buildInterfaces(QVBoxLayout *column)
{
    addHeading(column, tr("Interfaces"));
    m_interfaces->setObjectName(QStringLiteral("discoveryInterfaces"));
    m_interfaces->setAccessibleName(tr("Interfaces to ask on"));
    m_interfaces->setModel(m_model);
    m_interfaces->setProperty("ground", QStringLiteral("chrome"));
    m_interfaces->setFrameShape(QFrame::NoFrame);
    m_interfaces->setShowGrid(false);
    m_interfaces->setWordWrap(false);
    m_interfaces->setTabKeyNavigation(false);
    m_interfaces->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_interfaces->setSelectionMode(QAbstractItemView::SingleSelection);
    m_interfaces->verticalHeader()->hide();
    m_interfaces->verticalHeader()->setDefaultSectionSize(m_theme.rowHeight(kRow_px));
    QHeaderView *header = m_interfaces->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsClickable(false);
    header->setFixedHeight(kRow_px);
    header->setMinimumSectionSize(40);
    const std::array<int, InterfaceModel::ColumnCount> widths{92, 120, 96, 84};
    for (int i = 0; i < InterfaceModel::ColumnCount; ++i)
        header->resizeSection(i, widths[static_cast<std::size_t>(i)]);
    header->setSectionResizeMode(InterfaceModel::AddressColumn, QHeaderView::Stretch);
    const auto recolour = [this] {
        m_interfaces->setPalette(m_theme.viewPalette(Tone::Chrome));
    };
    recolour();
    connect(&m_theme, &Theme::changed, this, recolour);
    const auto fit = [this] {
        const int rows = std::clamp(m_model->rowCount(), 1, kMostRows);
        m_interfaces->setFixedHeight(kRow_px + rows * m_theme.rowHeight(kRow_px) + 2);
    };
    fit();
    connect(m_model, &QAbstractItemModel::modelReset, this, fit);
    column->addWidget(m_interfaces);
}

void DiscoveryForm::buildGroups(QVBoxLayout *column)
{
    addHeading(column, tr("Groups"));
    column->addWidget(
        flag(tr("All CoAP nodes, 224.0.1.187"), "groupIpv4", &DiscoverySettings::ipv4));
    column->addWidget(
        flag(tr("Link-local, ff02::fd"), "groupLinkLocal", &DiscoverySettings::linkLocal));
    column->addWidget(
        flag(tr("Site-local, ff05::fd"), "groupSiteLocal", &DiscoverySettings::siteLocal));
    column->addWidget(field(tr("Other groups"), tr("Other groups too: ADDRESS[:PORT]"), "ownGroups",
                            &DiscoverySettings::groups));
    m_groupProblem = note(Tone::Error, "groupProblem");
    column->addWidget(m_groupProblem);
}

void DiscoveryForm::buildFilters(QVBoxLayout *column)
{
    addHeading(column, tr("Only devices with a resource of"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    const auto add = [&](int row, int at, const QString &name, const QString &example,
                         const char *object, QString DiscoverySettings::*value) {
        QLineEdit *edit = field(name, example, object, value);
        auto *label = new PlainLabel(m_theme, name, TextRole::Body, Tone::Text2, m_ground);
        label->setBuddy(edit);
        grid->addWidget(label, row, at);
        grid->addWidget(edit, row, at + 1);
    };
    add(0, 0, tr("rt"), tr("temperature*"), "filterRt", &DiscoverySettings::rt);
    add(0, 2, tr("if"), tr("sensor"), "filterIf", &DiscoverySettings::interfaceDescription);
    add(1, 0, tr("ct"), tr("40"), "filterCt", &DiscoverySettings::ct);
    add(1, 2, tr("href"), tr("/sensors*"), "filterHref", &DiscoverySettings::href);
    column->addLayout(grid);
}

void DiscoveryForm::buildTimes(QVBoxLayout *column)
{
    addHeading(column, tr("Time"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    auto *wait =
        new PlainLabel(m_theme, tr("Wait for answers"), TextRole::Body, Tone::Text2, m_ground);
    QSpinBox *waitBox = number(tr("Wait for answers"), tr(" s"), "discoveryWait",
                               &DiscoverySettings::wait_s, 1, DiscoverySettings::kLongestWait_s);
    wait->setBuddy(waitBox);
    grid->addWidget(wait, 0, 0);
    grid->addWidget(waitBox, 0, 1);
    m_repeat = new QCheckBox(tr("Again and again, after"), m_ground);
    m_repeat->setObjectName(QStringLiteral("discoveryRepeat"));
    QSpinBox *every = number(tr("Pause between two sweeps"), tr(" s"), "discoveryEvery",
                             &DiscoverySettings::every_s, 5, DiscoverySettings::kLongestPause_s);
    grid->addWidget(m_repeat, 1, 0);
    grid->addWidget(every, 1, 1);
    connect(m_repeat, &QCheckBox::toggled, this, [this](bool on) {
        if (on && m_choice.settings().every_s == 0)
            change([](DiscoverySettings &settings) { settings.every_s = kPauseAtFirst_s; });
        m_workspace.setRepeating(on);
    });
    column->addLayout(grid);
}

void DiscoveryForm::buildUnicast(QVBoxLayout *column)
{
    addHeading(column, tr("One by one, for those that listen to no group"));
    auto *range = new QHBoxLayout;
    range->setSpacing(8);
    range->addWidget(field(tr("Range of addresses"), tr("192.168.1.0/24 or 10.0.0.5-40"),
                           "discoveryRange", &DiscoverySettings::range),
                     1);
    range->addWidget(number(tr("Addresses a second"), tr(" a second"), "discoveryRate",
                            &DiscoverySettings::rate, 1,
                            static_cast<int>(DiscoverySpec::kMaxRangeRate)));
    column->addLayout(range);
    m_rangeNote = note(Tone::Warn, "rangeNote");
    column->addWidget(m_rangeNote);
    column->addWidget(field(tr("Hosts"), tr("Hosts: meter.local, 192.168.1.7"), "discoveryHosts",
                            &DiscoverySettings::hosts));
    m_hostProblem = note(Tone::Error, "hostProblem");
    column->addWidget(m_hostProblem);
}

// --- fields ---

QCheckBox *DiscoveryForm::flag(const QString &text, const char *name,
                               bool DiscoverySettings::*value)
{
    auto *box = new QCheckBox(text, m_ground);
    box->setObjectName(QLatin1String(name));
    connect(box, &QCheckBox::toggled, this,
            [this, value](bool on) { change([=](DiscoverySettings &s) { s.*value = on; }); });
    m_shown.push_back([box, value](const DiscoverySettings &s) { box->setChecked(s.*value); });
    return box;
}

QLineEdit *DiscoveryForm::field(const QString &label, const QString &example, const char *name,
                                QString DiscoverySettings::*value)
{
    auto *edit = new QLineEdit(m_ground);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(label);
    edit->setPlaceholderText(example);
    edit->setClearButtonEnabled(true);
    connect(edit, &QLineEdit::textChanged, this, [this, value](const QString &text) {
        change([&](DiscoverySettings &s) { s.*value = text; });
    });
    connect(edit, &QLineEdit::returnPressed, this, &DiscoveryForm::discoverRequested);
    m_shown.push_back([edit, value](const DiscoverySettings &s) {
        if (edit->text() != s.*value)
            edit->setText(s.*value);
    });
    return edit;
}

QSpinBox *DiscoveryForm::number(const QString &label, const QString &suffix, const char *name,
                                int DiscoverySettings::*value, int least, int most)
{
    auto *box = new QSpinBox(m_ground);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    box->setSuffix(suffix);
    box->setAlignment(Qt::AlignRight);
    box->setFixedWidth(124);
    connect(box, &QSpinBox::valueChanged, this, [this, value](int number) {
        change([=](DiscoverySettings &s) { s.*value = number; });
    });
    m_shown.push_back([box, value](const DiscoverySettings &s) {
        box->setValue(s.*value == 0 ? kPauseAtFirst_s : s.*value);
    });
    return box;
}

void DiscoveryForm::change(const std::function<void(DiscoverySettings &)> &how)
{
    if (m_showing)
        return;
    DiscoverySettings settings = m_choice.settings();
    how(settings);
    m_choice.setSettings(settings);
}

void DiscoveryForm::show()
{
    m_showing = true;
    for (const auto &show : m_shown)
        show(m_choice.settings());
    m_showing = false;
    sayProblems();
}

void DiscoveryForm::sayProblems()
{
    const auto problem = m_choice.problem();
    const auto say = [&](PlainLabel *label, DiscoveryProblem::Part part) {
        const bool wrong = problem && problem->part == part;
        label->setVisible(wrong);
        if (wrong)
            label->setText(discoveryProblemSentence(*problem));
        return wrong;
    };
    say(m_groupProblem, DiscoveryProblem::Part::Groups);
    say(m_hostProblem, DiscoveryProblem::Part::Hosts);
    m_rangeNote->setTone(Tone::Error);
    if (!say(m_rangeNote, DiscoveryProblem::Part::Range) && m_choice.rangeSize() > 0) {
        m_rangeNote->setTone(Tone::Warn);
        m_rangeNote->setText(rangeWarning(m_choice.rangeSize(), m_choice.settings().rate));
        m_rangeNote->show();
    }
}

} // namespace copper
