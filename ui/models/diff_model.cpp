// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/diff_model.h"

#include "ui/text/diff_text.h"
#include "ui/text/plain_text.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

namespace copper {

DiffModel::DiffModel(QObject *parent) : QAbstractTableModel(parent) {}

DiffModel::~DiffModel()
{
    cancel();
}

void DiffModel::cancel()
{
    if (m_cancel)
        m_cancel->store(true);
    m_cancel.reset();
}

void DiffModel::clear()
{
    cancel();
    beginResetModel();
    m_diff = {};
    m_known = false;
    endResetModel();
}

void DiffModel::compare(std::shared_ptr<const Bytes> before,
                        std::optional<std::uint32_t> beforeFormat,
                        std::shared_ptr<const Bytes> after,
                        std::optional<std::uint32_t> afterFormat)
{
    clear();
    if (!before || !after)
        return;
    const auto stop = std::make_shared<std::atomic<bool>>(false);
    m_cancel = stop;
    const auto promise = std::make_shared<QPromise<std::shared_ptr<const StructuralDiff>>>();
    promise->start();
    auto *watcher = new QFutureWatcher<std::shared_ptr<const StructuralDiff>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, stop] {
        watcher->deleteLater();
        if (m_cancel != stop) // another pair took its place
            return;
        m_cancel.reset();
        beginResetModel();
        m_diff = *watcher->result();
        m_known = true;
        endResetModel();
        Q_EMIT compared();
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([=] {
        promise->addResult(std::make_shared<const StructuralDiff>(
            structuralDiff(*before, beforeFormat, *after, afterFormat, stop.get())));
        promise->finish();
    });
}

QString DiffModel::summary() const
{
    if (isComparing())
        return tr("comparing…");
    if (!m_known)
        return {};
    if (m_diff.total == 0)
        return tr("nothing changed");
    const auto count = static_cast<int>(std::min<std::uint64_t>(m_diff.total, 1'000'000'000));
    QString text;
    switch (m_diff.way) {
    case StructuralDiff::Way::ByPath:
        text = tr("%n change(s) by path", nullptr, count);
        break;
    case StructuralDiff::Way::ByLine:
        text = tr("%n change(s) by line", nullptr, count);
        break;
    case StructuralDiff::Way::ByByte:
        text = tr("%n change(s) by byte", nullptr, count);
        break;
    }
    if (m_diff.total > m_diff.changes.size())
        text += QStringLiteral(" · ") +
                tr("the first %1 are shown")
                    .arg(groupedNumber(static_cast<qint64>(m_diff.changes.size())));
    return text;
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_diff.changes.size());
}

int DiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DiffChange &change = m_diff.changes[static_cast<std::size_t>(index.row())];
    if (role == ChangeRole)
        return static_cast<int>(change.kind);
    if (role == OffsetRole)
        return static_cast<qulonglong>(change.after.offset);
    if (role == LengthRole)
        return static_cast<qulonglong>(change.after.length);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case KindColumn:
        return diffKindText(change.kind);
    case PathColumn: {
        const QString before = diffPathText(m_diff.way, change.before);
        const QString after = diffPathText(m_diff.way, change.after);
        const bool both =
            change.kind == DiffChange::Kind::Moved || change.kind == DiffChange::Kind::Renamed;
        if (both)
            return QString(before + QStringLiteral(" → ") + after);
        return change.kind == DiffChange::Kind::Removed ? before : after;
    }
    case BeforeColumn:
        return change.kind == DiffChange::Kind::Added ? QString() : diffSideText(change.before);
    case AfterColumn:
        return change.kind == DiffChange::Kind::Removed ? QString() : diffSideText(change.after);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case KindColumn:
        return tr("Change");
    case PathColumn:
        return tr("Where");
    case BeforeColumn:
        return tr("Before");
    case AfterColumn:
        return tr("Now");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
