// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/diff_text.h"

#include "ui/text/plain_text.h"
#include "ui/text/representation_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

QString utf8(const std::string &text)
{
    return displayText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), 200);
}

} // namespace

QString diffKindText(DiffChange::Kind kind)
{
    switch (kind) {
    case DiffChange::Kind::Added:
        return QCoreApplication::translate("Diff", "added");
    case DiffChange::Kind::Removed:
        return QCoreApplication::translate("Diff", "removed");
    case DiffChange::Kind::Changed:
        return QCoreApplication::translate("Diff", "changed");
    case DiffChange::Kind::Retyped:
        return QCoreApplication::translate("Diff", "other type");
    case DiffChange::Kind::Moved:
        return QCoreApplication::translate("Diff", "moved");
    case DiffChange::Kind::Renamed:
        return QCoreApplication::translate("Diff", "renamed");
    }
    return {};
}

QString diffPathText(StructuralDiff::Way way, const DiffSide &side)
{
    switch (way) {
    case StructuralDiff::Way::ByLine:
        return QCoreApplication::translate("Diff", "line %1").arg(utf8(side.path));
    case StructuralDiff::Way::ByByte:
        return QCoreApplication::translate("Diff", "byte %1").arg(utf8(side.path));
    case StructuralDiff::Way::ByPath:
        break;
    }
    return side.path.empty() ? QCoreApplication::translate("Diff", "the whole payload")
                             : utf8(side.path);
}

QString diffSideText(const DiffSide &side)
{
    const bool container = side.kind == NodeKind::Object || side.kind == NodeKind::Array ||
                           side.kind == NodeKind::Record;
    if (container)
        return kindGlyph(side.kind) + QLatin1Char(' ') +
               QCoreApplication::translate("Diff", "%n value(s)", nullptr,
                                           static_cast<int>(side.children));
    ValueNode node;
    node.kind = side.kind;
    node.text = side.text;
    return nodeValue(node);
}

} // namespace copper
