<?xml version="1.0" encoding="UTF-8"?>
<!-- The book: TEI documents in, the typesetter's input out (docs/book-format.md), which xslt/print/book.typ sets.
     It says what each thing is on paper (a paragraph, a marker, a running head), never how large or where.
     A project's own stylesheet uses this package and overrides a template of the modes print:block and print:inline. -->
<xsl:package name="https://tei-edition.org/print" package-version="1" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:include href="common/settings.xsl"/>
  <xsl:include href="common/locale.xsl"/>
  <xsl:include href="common/identifiers.xsl"/>
  <xsl:include href="common/pointers.xsl"/>
  <xsl:include href="common/names.xsl"/>
  <xsl:include href="common/layers.xsl"/>
  <xsl:include href="common/elements.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/readings.xsl"/>

  <xsl:include href="print/book.xsl"/>
  <xsl:include href="print/header.xsl"/>
  <xsl:include href="print/flow.xsl"/>
  <xsl:include href="print/textstructure.xsl"/>
  <xsl:include href="print/core.xsl"/>
  <xsl:include href="print/notes.xsl"/>
  <xsl:include href="print/emendations.xsl"/>
  <xsl:include href="print/transcr.xsl"/>
  <xsl:include href="print/textcrit.xsl"/>
  <xsl:include href="print/verse.xsl"/>
  <xsl:include href="print/drama.xsl"/>
  <xsl:include href="print/figures.xsl"/>
  <xsl:include href="print/gaiji.xsl"/>
  <xsl:include href="print/msdescription.xsl"/>
  <xsl:include href="print/index.xsl"/>

  <!-- the documents of the edition, in reading order -->
  <xsl:param name="documents" as="document-node()*" select="()"/>
  <!-- the entries of index.json that are mentioned, for the template index; of each what xslt/print/index.xsl reads -->
  <xsl:param name="index" as="xs:string" select="''"/>

  <!-- an element among blocks; an element or text within a line -->
  <xsl:mode name="print:block" on-no-match="shallow-skip" on-multiple-match="use-last" visibility="public"/>
  <xsl:mode name="print:inline" on-no-match="shallow-skip" on-multiple-match="use-last" visibility="public"/>

</xsl:package>
