<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Which nodes of a document the rules of a schema can be about.

  Promises: an expression that selects every node that some context fits; the elements always, other nodes only where
  a context may mean them, because visiting each attribute of a document costs more than checking it.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <!-- Which nodes the rules can be about; elements always, the rest only where a context may mean them. -->
  <xsl:function name="edition-schematron:selection" as="xs:string">
    <xsl:param name="contexts" as="xs:string*"/>
    <xsl:param name="start" as="xs:string"/>
    <xsl:variable name="outside" as="xs:string*" select="$contexts ! edition-schematron:outside-predicates(.)"/>
    <xsl:variable name="any" as="xs:boolean" select="$outside ! matches(., 'node\(\)|[$(]\s*$|^\s*\.|\$|key\(|id\(|self::|ancestor') = true()"/>
    <xsl:variable name="kinds" as="xs:string*" select="
      if ($any or $outside ! matches(., '(^|\|)\s*/\s*($|\|)|document-node|root\(') = true()) then 'document-node()' else (),
      '*',
      if ($any or $outside ! contains(., 'text()') = true()) then 'text()' else (),
      if ($any or $outside ! contains(., 'comment()') = true()) then 'comment()' else (),
      if ($any or $outside ! contains(., 'processing-instruction') = true()) then 'processing-instruction()' else ()"/>
    <xsl:variable name="paths" as="xs:string*" select="
      $kinds ! ($start || '/descendant-or-self::' || .),
      if ($any or $outside ! matches(., '@|attribute') = true()) then $start || '/descendant-or-self::*/@*' else ()"/>
    <xsl:sequence select="string-join($paths, ', ')"/>
  </xsl:function>

  <!-- A pattern without strings, comments and what stands in square brackets. -->
  <xsl:function name="edition-schematron:outside-predicates" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace($pattern, '&quot;[^&quot;]*&quot;|''[^'']*''|\(:.*?:\)|Q\{[^}]*\}', '', 's')"/>
    <xsl:variable name="less" as="xs:string" select="replace($bare, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($less eq $bare) then $bare else edition-schematron:outside-predicates($less)"/>
  </xsl:function>

</xsl:transform>
