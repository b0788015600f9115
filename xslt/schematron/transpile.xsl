<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  From a Schematron schema (ISO/IEC 19757-3, query bindings xslt2 and xslt3) to one stylesheet that checks.

  Elements: all of Schematron; those of RELAX NG and of TEI's ODD in which rules may be embedded (collect.xsl).
  Promises: one pass over the checked document for all patterns; in each pattern only the first rule whose
  context fits a node is applied; an expression that fails is reported and stops nothing else; a node is named
  by the ordinal of its element in document order, from which the caller knows file, line and column.
  Expects: a document whose inclusions are resolved and whose elements of interest carry @edition-schematron:at, an
  opaque number that is handed back as the place.
  A project may override nothing here: it writes Schematron.
-->
<xsl:package name="https://tei-edition.org/schematron" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:include href="collect.xsl"/>
  <xsl:include href="expand.xsl"/>
  <xsl:include href="generate.xsl"/>
  <xsl:include href="phases.xsl"/>
  <xsl:include href="problems.xsl"/>
  <xsl:include href="select.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="variables.xsl"/>

  <xsl:global-context-item use="required" as="document-node()"/>

  <!-- The phase to check; empty or #DEFAULT for the schema's own default, #ALL for every pattern, #ANY for the
       stylesheet that says which phase a document is for. -->
  <xsl:param name="phase" as="xs:string" select="''"/>
  <!-- The address of the schema, to which the documents that its rules read are relative. -->
  <xsl:param name="base" as="xs:string" select="''"/>
  <!-- Global lets become functions, so that one that fails can be caught; slower, and asked for after a failure. -->
  <xsl:param name="careful" as="xs:boolean" select="false()"/>

  <!-- JSON: the stylesheet as text, the table of assertions, and what is wrong with the schema. -->
  <xsl:template name="transpile" as="xs:string" visibility="public">
    <xsl:variable name="collected" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="." mode="edition-schematron:collect"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="instantiated" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$collected" mode="edition-schematron:instantiate"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="expanded" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$instantiated" mode="edition-schematron:expand"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="problems" as="map(*)*" select="edition-schematron:problems($collected)"/>
    <xsl:sequence select="
      serialize(map {
        'problems': array {$problems},
        'phases': array {if ($phase = '#ANY') then $collected/sch:schema/sch:phase[@when]/string(@id) else ()},
        'asserts': array {if (empty($problems)) then edition-schematron:assertions($expanded) else ()},
        'xslt': if (empty($problems)) then edition-schematron:stylesheet($expanded) else ''
      }, map {'method': 'json'})"/>
  </xsl:template>

  <xsl:function name="edition-schematron:stylesheet" as="xs:string">
    <xsl:param name="schema" as="document-node()"/>
    <xsl:variable name="result" as="element()">
      <xsl:apply-templates select="$schema/sch:schema" mode="edition-schematron:generate"/>
    </xsl:variable>
    <xsl:sequence select="serialize($result, map {'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})"/>
  </xsl:function>

  <!-- For each assert and report, in the order of edition-schematron:number(): what is to be said of it besides its text. -->
  <xsl:function name="edition-schematron:assertions" as="map(*)*">
    <xsl:param name="schema" as="document-node()"/>
    <xsl:for-each select="$schema//sch:rule/(sch:assert | sch:report)">
      <xsl:sequence select="map {
        'kind': local-name(),
        'at': string(@edition-schematron:at),
        'id': string((@id, ../@id, ../../@id)[1]),
        'role': string(edition-schematron:role(.)),
        'flags': array {tokenize(string-join((@flag, ../@flag), ' '))},
        'see': string((@see, ../@see, ../../@see)[1]),
        'pattern': string(../../@id)
      }"/>
    </xsl:for-each>
  </xsl:function>
</xsl:package>
